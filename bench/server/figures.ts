import type { Measured } from '../cell';
import type { Traffic } from './traffic';

/** The part of a measurement that the server tells. */
export function figuresOf(
	traffic: Traffic,
): Pick<
	Measured,
	'mostInFlight' | 'requests' | 'lists' | 'tokens' | 'connections' | 'meanAnswerMs'
> {
	const { mostInFlight, reads, refunds, lists, tokens, connections, meanAnswerMs } = traffic;
	return { mostInFlight, requests: reads + refunds, lists, tokens, connections, meanAnswerMs };
}
