import type { Batch } from '../story';
import { inWords } from '../wish';

/** A batch as a reader would say it; settings only where they are not the usual ones. */
export function batchInWords(batch: Batch): string {
	const { wishes, onError, tries, simplify, concurrency, allowEarlierRefunds } = batch;
	const settings = [
		onError === 'stopWorkflow' ? 'stop on failure' : '',
		tries === null ? '' : `${tries} tries`,
		simplify ? '' : 'not simplified',
		concurrency === 1 ? '' : `${concurrency} at once`,
		allowEarlierRefunds ? 'earlier refunds allowed' : '',
	].filter((word) => word !== '');
	return `${wishes.map(inWords).join('; ')}${settings.length === 0 ? '' : ` (${settings.join(', ')})`}`;
}
