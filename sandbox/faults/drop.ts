import type { FaultKind } from './delivery';

/** The connection breaks without an answer. */
export const drop: FaultKind = {
	explain: () => 'drop the connection',
	deliver: () => ({ status: 0, headers: {}, text: '', ending: 'drop' }),
};
