import type { Measured } from '../cell';
import type { Traffic } from './traffic';

/**
 * The part of a measurement that the server tells.
 *
 * @param warmTokens asked for in the run before, which the measured one goes on using
 */
export function figuresOf(
	traffic: Traffic,
	warmTokens: number,
): Pick<
	Measured,
	'mostInFlight' | 'requests' | 'lists' | 'tokens' | 'connections' | 'meanAnswerMs'
> {
	const { mostInFlight, reads, refunds, lists, tokens, connections, meanAnswerMs } = traffic;
	return {
		mostInFlight,
		requests: reads + refunds,
		lists,
		tokens: warmTokens + tokens,
		connections,
		meanAnswerMs,
	};
}
