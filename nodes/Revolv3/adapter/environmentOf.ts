import type { Http } from '../../shared/engine/http';

let unnamed = 0;

/** The environment's name, which goes into keys as well; where it is not told, a name of this way out alone. */
export function environmentOf({ environment }: Pick<Http, 'environment'>): string {
	return environment ?? `unnamed ${++unnamed}`;
}
