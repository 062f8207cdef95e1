import { isObject } from '../wire/incoming';
import { plainly, type FaultKind } from './delivery';

/** A success status whose body carries `errors`, which Layer's own client reads as a failure. */
export const errorsArray: FaultKind = {
	explain: () => 'answer success with an errors array in it',
	needsAnswer: true,
	deliver: (_rule, answer) => {
		const given = answer ?? { status: 200, body: {}, headers: {} };
		const errors = [
			{ type: 'Unknown', description: 'A fault is armed.', error_enum: null, meta: null },
		];
		const body = isObject(given.body) ? { ...given.body, errors } : { errors };
		return plainly({ ...given, body });
	},
};
