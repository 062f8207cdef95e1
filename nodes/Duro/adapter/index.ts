import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { openBooks } from './reads';
import { toRequest } from './request';
import { toReading, toWords } from './response';

/** Refunds of paid invoices at Duro. */
export const duro: Adapter = { facts, openBooks, toRequest, toReading, toWords };
