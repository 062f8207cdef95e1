import { retryAfterMs } from '../../../../nodes/shared/n8n/http/retryAfter';

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);
const after = (value: string) => retryAfterMs({ 'retry-after': value }, NOW);

it.each([
	['0', 0],
	['1', 1_000],
	['1.5', 1_500],
	['30.0', 30_000],
	['0.25', 250],
	[' 7 ', 7_000],
	['000120', 120_000],
	['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
	['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
	['Sun Mar  1 12:00:30 2026', 30_000],
	['Sun, 01 Mar 2026 11:00:00 GMT', 0],
])('reads %j as %i ms', (value, ms) => {
	expect(after(value)).toBe(ms);
});

it.each([
	'',
	'-1',
	'+5',
	'1,5',
	'1e3',
	'0x10',
	'soon',
	'Infinity',
	'NaN',
	'5 s',
	'1.',
	'.5',
	'2026',
	'March 5',
	'12:00:30',
	'1; 2',
	'Sun',
])('takes %j for nothing, and for no date long past', (value) => {
	if (value === '2026') expect(after(value)).toBe(2_026_000);
	else expect(after(value)).toBeNull();
});

it('is null where no header came', () => {
	expect(retryAfterMs({}, NOW)).toBeNull();
});
