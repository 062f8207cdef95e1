import fc from 'fast-check';
import { identityOf, withoutHidden } from '../../../nodes/shared/engine/request/identity';
import { FIXED } from '../draw';

describe('the identity of a name', () => {
	it.each([
		['TICKET-81', 'ticket-81'],
		[' Ticket\u201181 ', 'ticket-81'],
		['TICKET-81\u200e', 'ticket-81'],
		['ＴＩＣＫＥＴ－８１', 'ticket-81'],
		['Übung 7', 'übung 7'],
		['U\u0308bung\u00a0\t\n7', 'übung 7'],
		['ﬁle', 'file'],
		['Straße', 'strasse'],
		['STRASSE', 'strasse'],
		['ΟΔΟΣ', 'οδος'],
		['οδοσ', 'οδος'],
		['a\u00adb', 'ab'],
		['❤\ufe0f', '❤'],
		['1−2—3', '1-2-3'],
		['\u200b \ufeff', ''],
		['', ''],
	])('of %j is %j', (text, identity) => {
		expect(identityOf(text)).toBe(identity);
	});

	const letters = fc
		.array(
			fc.oneof(
				fc.constantFrom(...'Aaß Iiıİſς-–−\u00a0\u2003\u200b\u200d\u0308\u0301ﬀ①Ａ한\ufe0f😀'),
				fc.string({ unit: 'grapheme', maxLength: 1 }),
			),
			{ maxLength: 12 },
		)
		.map((parts) => parts.join(''));

	it('does not hang on case, form, outer white space or hidden marks', () => {
		fc.assert(
			fc.property(
				letters,
				fc.constantFrom('\u200b', '\u200e', '\u00ad', '\ufe0f'),
				(text, mark) => {
					expect(identityOf(text.normalize('NFD'))).toBe(identityOf(text.normalize('NFC')));
					expect(identityOf(` ${text}\n`)).toBe(identityOf(text));
					expect(identityOf(text + mark)).toBe(identityOf(text));
				},
			),
			FIXED,
		);
	});

	it('of an identity is itself', () => {
		fc.assert(
			fc.property(letters, (text) => {
				expect(identityOf(identityOf(text))).toBe(identityOf(text));
			}),
			FIXED,
		);
	});
});

it('takes only what is not seen out of an id', () => {
	expect(withoutHidden('\ufeff inv_8Fk2\u200e ')).toBe('inv_8Fk2');
	expect(withoutHidden('ＩＮＶ–1')).toBe('ＩＮＶ–1');
});
