import { identityOf } from './identity';

/** In UTF-16 units. No name may be longer: see `damageOf`. */
export const LONGEST_NAME = 200;
/** Damage is looked for in no more than this, in UTF-16 units, since some patterns take the square of a text's length. */
const LONGEST_LOOK = 5 * LONGEST_NAME;

/**
 * What shows that a name was damaged on its way here, so that another name may look the same now, and what to do about
 * it; null where nothing shows. It goes behind the field's name: "'Reference' holds …".
 *
 * @param text a name of something: a reference, an id, or a part that an expression put into one
 */
export function damageOf(text: string): string | null {
	const looked = beginningOf(text);
	const plain = looked
		.normalize('NFKC')
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.trim();
	return lostCharacter(looked) ?? spreadsheetDamage(plain) ?? templateDamage(plain);
}

/** No more than is looked at; a character at the end is not cut in half. */
function beginningOf(text: string): string {
	if (text.length <= LONGEST_LOOK) return text;
	return text.slice(0, LONGEST_LOOK).replace(/[\ud800-\udbff]$/, '');
}

/** Whether a reader sees anything of a text. */
export function isVisible(text: string): boolean {
	return identityOf(text) !== '' && /[^\p{Cc}\p{Cf}\s\u2800]/u.test(text);
}

/** Words in which a sheet or a system says true, false, or that there is nothing. */
const NO_NAME =
	/^(?:true|false|yes|no|none|nil|null|nan|n\/?a|undefined|empty|unknown|tbd|[-–—_.?/*#0]+)$/i;
/** A day, perhaps with a time: 2026-01-31, 31.01.2026, 1/31/26, Jan 31, 2026. */
const DATE =
	/^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\p{L}{3,9}\.? \d{1,2},? \d{4}|\d{1,2}\.? \p{L}{3,9}\.?,? \d{4})(?:[T ,]+\d{1,2}:.*)?$/u;

/** Whether a name may well come from the wrong column. It may be right, too, so it is taken, with a note. */
export function isDoubtful(name: string): boolean {
	const text = name.normalize('NFKC').trim();
	return NO_NAME.test(text) || DATE.test(text);
}

/** An integer that JSON has rounded already: 820982911946154508 arrives as 820982911946154500. */
export const TOO_LARGE_INTEGER =
	'is a number above 9007199254740991, so its last digits are lost. Have it sent as text, in quotes.';

/** The two bytes of one letter in UTF-8, read as two letters of Windows-1252: `Ã¼` for ü, `Ã–` for Ö, `Â§` for §. */
const TWO_FOR_ONE =
	/Ã[\u00a0-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]|Â[\u00a0-\u00bf]/u;

function lostCharacter(text: string): string | null {
	for (const [index, character] of [...text].entries()) {
		const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
		const at = `${code} at character ${index + 1}`;
		if (character === '\ufffd') {
			return `holds the replacement character (${at}): it was read in a wrong encoding, and the letter is lost. Save the file as UTF-8, or pick its encoding where it is read.`;
		}
		if (/\p{Surrogate}/u.test(character)) {
			return `holds half a character (${at}): it was cut. Send it whole.`;
		}
		if (/\p{Noncharacter_Code_Point}/u.test(character)) {
			return `holds a code that stands for no character (${at}). Correct it where it comes from.`;
		}
		if (/\p{Cc}/u.test(character) && !/\s/.test(character)) {
			return `holds a control character (${at}). Remove it where it comes from.`;
		}
	}
	const two = TWO_FOR_ONE.exec(text);
	return two === null
		? null
		: `holds ${two[0]}, which is one letter of UTF-8 that was read in another encoding. Pick UTF-8 where the file is read.`;
}

/** A long number as a spreadsheet shows it: the digits that told it from the next one are gone. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E[+\u2212-]\d+$/iu;
/** The same inside a longer text, where "1E-20" may well be a name: only what no person would write. */
const SCIENTIFIC_WITHIN = /(?<![\p{L}\p{N}.,])\d+(?:[.,]\d+E[+\u2212-]|E\+)\d+(?![\p{L}\p{N}])/iu;

/** `#REF!`, `#NAME?`, `#DIV/0!` and their translations, which all have this shape: `#BEZUG!`, `#¿NOMBRE?`, `#ДЕЛ/0!`. */
const ERROR_VALUE = /#[¡¿]?\p{Lu}[\p{Lu}\p{M}_]*(?:\/0)?[!?](?![\p{L}\p{N}])/u;
const ENGLISH_ERROR_VALUE =
	/#(?:N\/A|(?:REF|VALUE|DIV\/0|NUM|NULL|ERROR|SPILL|CALC|FIELD|BLOCKED|CONNECT|BUSY|UNKNOWN)!|NAME\?)(?![\p{L}\p{N}])/iu;
/** Those without a mark at the end, in Excel's languages; `Err:502` is LibreOffice's, `####` a column too narrow. */
const OTHER_ERROR_VALUE =
	/^(?:#(?:N\/D!?|N\/B|I\/T|Н\/Д|NV|YOK|HIÁNYZIK|NENÍ_K_DISPOZICI|GETTING_DATA)|Err:5\d\d|#{2,})$/iu;
/** What Google Sheets shows until a cell is there, in the languages it is used in most. */
const LOADING =
	/^(?:loading|wird geladen|laden|chargement(?: en cours)?|cargando|caricamento(?: in corso)?|carregando|a carregar|ładowanie|загрузка|yükleniyor|読み込んでいます|読み込み中|正在加载|正在載入|로드 중) ?\.{3}$/iu;

function spreadsheetDamage(text: string): string | null {
	const number = SCIENTIFIC.exec(text) ?? SCIENTIFIC_WITHIN.exec(text);
	if (number !== null) {
		return `holds ${number[0]}, which a spreadsheet made of a longer number. Set the column to Text there, and enter the number again.`;
	}
	const value =
		ENGLISH_ERROR_VALUE.exec(text) ??
		ERROR_VALUE.exec(text) ??
		OTHER_ERROR_VALUE.exec(text) ??
		LOADING.exec(text);
	return value === null
		? null
		: `holds ${value[0]}, which a spreadsheet shows in place of a value. Correct the cell there, and wait until it has loaded.`;
}

/**
 * How n8n and others mark what is to be filled in: `{{id}}`, `${id}`, `#{id}`, `%{id}`, `{!id}`, `<%id%>`, `{%id%}`,
 * `<<id>>`, `[[id]]`, `*|ID|*`, and `%ID%` alone.
 */
const TEMPLATE =
	/\{\{.*?(?:\}\}|$)|\}\}|[$#%]\{.+?\}|\{!.+?\}|<%.*?%>|\{%.*?%\}|<<.+?>>|\[\[.+?\]\]|\*\|.+?\|\*|^%[\p{L}_][\p{L}\p{N}_.]*%$/su;
/** What JavaScript makes of a value that is missing, in exactly this case: a person may be called Null. */
const MISSING =
	/(?<![\p{L}\p{N}])(?:undefined|null|NaN|Invalid [Dd]ate(?:Time)?)(?![\p{L}\p{N}])|\[object [^\]]*\]/u;

function templateDamage(text: string): string | null {
	const template = TEMPLATE.exec(text);
	if (template !== null) {
		return `holds ${shortened(template[0])}, a template that was not filled in. Fill it in where it comes from, or switch the field from Fixed to Expression.`;
	}
	const missing = MISSING.exec(text);
	return missing === null
		? null
		: `holds "${missing[0]}", which stands for a value that is missing. Check the expression and the fields it takes.`;
}

function shortened(text: string): string {
	return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
