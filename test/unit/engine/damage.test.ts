import { damageOf, isDoubtful, isVisible } from '../../../nodes/shared/engine/request/damage';

describe('a damaged name', () => {
	it.each([
		['T\ufffd-1', /replacement character \(U\+FFFD at character 2\).*UTF-8/],
		['T-\ud83d', /half a character \(U\+D83D at character 3\)/],
		['\udc00x', /half a character \(U\+DC00 at character 1\)/],
		['T\uffff', /U\+FFFF at character 2/],
		['T\ufdd0', /U\+FDD0/],
		['T\u{1fffe}', /U\+1FFFE/],
		['T\u0000', /control character \(U\+0000 at character 2\)/],
		['😀\u0007', /U\+0007 at character 2/],
		['T\u007f', /U\+007F/],
		['T\u0085', /U\+0085/],
		['T\u009f', /U\+009F/],
	])('%j holds what is no character of a text', (text, words) => {
		expect(damageOf(text)).toMatch(words);
	});

	it.each(['TÃ¼-1', 'TÃ–-1', 'TÃœ-1', 'Â§ 7', 'Ã©'])(
		'%j was read in another encoding than it was written in',
		(text) => {
			expect(damageOf(text)).toMatch(/^holds (?:Ã|Â).*another encoding.*UTF-8/);
		},
	);

	it.each([
		'2.02611E+11',
		'2,02611E+11',
		'2.02611e+11',
		'2E+11',
		'2.5E-05',
		'8.2E−7',
		'-2.02611E+11',
		'1e+21',
		'8.209829119461545e+17',
		'２．０２６１１Ｅ＋１１',
		'TICKET-2.02611E+11',
		'TICKET 2E+11',
		'2.02611E+11 again',
	])('%s is a number that a spreadsheet has shortened', (text) => {
		expect(damageOf(text)).toMatch(/^holds .*\dE?.*spreadsheet.*Set the column to Text/i);
	});

	it.each([
		...['#N/A', '#n/a', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#NULL!', '#ERROR!'],
		...['#SPILL!', '#CALC!', '#FIELD!', '#BUSY!', '#GETTING_DATA', '#####', 'Err:502'],
		...['Loading...', 'Loading…', 'loading...', 'Wird geladen...', 'Chargement…', 'Загрузка…'],
		...['#NV', '#BEZUG!', '#WERT!', '#ZAHL!', '#ÜBERLAUF!', '#NOM?', '#VALEUR!', '#NOMBRE!'],
		...['#N/D', '#¡REF!', '#¿NOMBRE?', '#¡DIV/0!', '#RIF!', '#N/B', '#VERW!', '#DEEL/0!', '#I/T'],
		...['#PUUTTUU!', '#SAKNAS!', '#VÆRDI!', '#DZIEL/0!', '#ODKAZ!', '#BAŞV!', '#YOK', '#ÉRTÉK!'],
		...['#Н/Д', '#ССЫЛКА!', '#ЗНАЧ!', '#ДЕЛ/0!', '#ИМЯ?'],
		...['＃Ｎ／Ａ', 'TICKET-#N/A', 'TICKET-#REF!', '#REF! 81', 'TICKET-#BEZUG!'],
	])('%s is what a spreadsheet shows in place of a value', (text) => {
		expect(damageOf(text)).toMatch(/^holds .*which a spreadsheet shows in place of a value/);
	});

	it.each([
		...['{{ticket.id}}', '{{ $json.ticket }}', 'TICKET-{{id}}', 'TICKET-{{id', 'id}}', '{{}}'],
		...['${ticket}', '<%= ticket %>', '{% ticket %}', '*|TICKET|*', '#{ticket}', '%{ticket}'],
		...['{!Ticket.Id}', '<<ticket>>', '[[ticket.id]]', '%TICKET_ID%', 'TICKET-{!Id}'],
	])('%s is a template that was not filled in', (text) => {
		expect(damageOf(text)).toMatch(/^holds .*a template that was not filled in/);
	});

	it.each([
		...['undefined', 'null', 'NaN', '[object Object]', 'TICKET-undefined', 'TICKET_null', 'NaN-1'],
		...[
			'a null b',
			'TICKET[object Object]',
			'[object Array]',
			'null\u200b',
			'Invalid DateTime',
			'Invalid date',
		],
		'TICKET-undefined-81',
	])('%j stands for a value that is missing', (text) => {
		expect(damageOf(text)).toMatch(/^holds ".*which stands for a value that is missing/);
	});

	it('is quoted no longer than a line', () => {
		expect(damageOf(`{{${'x'.repeat(180)}}}`)?.length).toBeLessThan(200);
	});

	it.each(['${', '<%', '{%', '[object ', '*|', '#A', '1'])(
		'is looked for in the beginning of a long text alone: %s again and again',
		(start) => {
			const before = performance.now();
			damageOf(start.repeat(50_000));
			expect(performance.now() - before).toBeLessThan(500);
		},
	);

	it('is none where the look ends in the middle of a character', () => {
		expect([damageOf('😀'.repeat(2_000)), damageOf(`x${'😀'.repeat(2_000)}`)]).toEqual([
			null,
			null,
		]);
	});

	it.each([
		...['TICKET-81', '81', 'Übung 7', '票-81', 'a\tb', 'line\nline', '👩‍💻', 'ticket #81', '#81'],
		...['NULL', 'Null', 'Undefined', 'nan', 'NAN', 'nullable', 'Annulled', 'undefined81', 'x'],
		...['2E11', '1E', 'E+11', 'A-1E-2024', 'BATCH-3E-05', 'X1.5E', '20.26E', 'INV-2E+', '1.000,50'],
		...['N/A', '#NAME', '#NVIDIA', '#NV-12', '#N/AB', '#ref', '#Wow!', '#1!', '!#', '#', 'Loading'],
		...[
			'Loading bay 3',
			'Err:',
			'{id}',
			'$id',
			'$5',
			'{ {',
			'} }',
			'a*|b',
			'<id>',
			'50%',
			'[object',
		],
		...[
			'NÃO-1',
			'Ângela',
			'SÃ-1',
			'Ã 1',
			'50% of 20%',
			'a [b] c',
			'<a> <b>',
			'100%',
			'%',
			'1 % 2 %',
		],
		...['TRUE', '2026-01-31', '0', '-', '?', '2.5E', 'object Object', '12:30', 'C++', 'a_b.c/d~e'],
	])('%j is none', (text) => {
		expect(damageOf(text)).toBeNull();
	});
});

describe('a doubtful name', () => {
	it.each([
		...['TRUE', 'false', 'Yes', 'N/A', 'NA', 'none', 'NULL', '-', '–', '?', '0', '#', '...'],
		...['2026-01-31', '2026-1-3', '31.01.2026', '1/31/26', '01/31/2026', '2026/01/31'],
		...['2026-01-31T14:00:00Z', '2026-01-31 14:00', 'Jan 31, 2026', '31 January 2026'],
	])('is %s', (name) => {
		expect([isDoubtful(name), damageOf(name)]).toEqual([true, null]);
	});

	it.each([
		...['TICKET-81', '81', '1', 'TRUE-81', 'NA-81', 'A', '2026-01', '2026-0131-7', '20260131'],
		...['1.2.3.4', 'case 31 of 2026', '10-2026', 'Nora'],
	])('is not %s', (name) => {
		expect(isDoubtful(name)).toBe(false);
	});
});

describe('a text', () => {
	it.each(['', ' ', '\t\n', '\u00a0', '\u200b', '\ufeff', '\u00ad', '\u2060', '\u0000', '\u2800'])(
		'shows nothing where it is %j',
		(text) => {
			expect(isVisible(text)).toBe(false);
		},
	);

	it.each(['0', '-', 'a', ' a ', '\u0301a', '한', '\ufffd'])('shows something in %j', (text) => {
		expect(isVisible(text)).toBe(true);
	});
});
