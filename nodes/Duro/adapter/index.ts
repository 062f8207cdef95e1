import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { openBooks } from './openBooks';
import { toReading } from './toReading';
import { toRequest } from './toRequest';
import { toWords } from './toWords';

/** Refunds of paid invoices at Duro. */
export const duro: Adapter = { facts, openBooks, toRequest, toReading, toWords };
