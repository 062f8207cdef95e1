import type { FaultKindName } from '../types';
import { brokenJson } from './brokenJson';
import { cut } from './cut';
import { delay } from './delay';
import type { FaultKind } from './delivery';
import { drop } from './drop';
import { emptyBody } from './emptyBody';
import { errorsArray } from './errorsArray';
import { html } from './html';
import { missingAllocations } from './missingAllocations';
import { missingAmount } from './missingAmount';
import { otherAmount } from './otherAmount';
import { otherInvoice } from './otherInvoice';
import { redirect } from './redirect';
import { revolv3Status } from './revolv3Status';
import { stall } from './stall';
import { status } from './status';
import { verbatim } from './verbatim';

/** Every kind of fault by name. */
export const FAULT_KINDS: Readonly<Record<FaultKindName, FaultKind>> = {
	delay,
	drop,
	status,
	redirect,
	emptyBody,
	brokenJson,
	html,
	stall,
	cut,
	otherInvoice,
	otherAmount,
	missingAmount,
	errorsArray,
	missingAllocations,
	revolv3Status,
	verbatim,
};

/** Whether a word names a fault kind. */
export function isFaultKind(word: unknown): word is FaultKindName {
	return typeof word === 'string' && Object.hasOwn(FAULT_KINDS, word);
}
