import type { Adapter } from '../../shared/engine/adapter';
import { facts } from './facts';
import { openBooks } from './openBooks';
import { toReading } from './toReading';
import { toRequest } from './toRequest';
import { toWords } from './toWords';

/** Refunds of invoices in Thredfi's books. */
export const thredfi: Adapter = { facts, openBooks, toRequest, toReading, toWords };
