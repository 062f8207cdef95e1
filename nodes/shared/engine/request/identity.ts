/** Zero-width and direction marks, soft hyphens, variation selectors: code points that a reader does not see. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}/gu;
const DASH = /[\p{Pd}\u2212]/gu;

/** A text without the code points that a reader does not see, and without white space around it. */
export function withoutHidden(text: string): string {
	return text.replace(HIDDEN, '').trim();
}

/**
 * What two names have in common when a person would call them the same: the form of letters (full width, ligatures,
 * combined or not), their case, the kind of dash, the amount of white space, and hidden code points do not count.
 *
 * Refund keys are made of it, so no step may ever change: a repeat would no longer find its refund. It is close to
 * Unicode's NFKC_Casefold; white space is what `\s` matches. Empty for a text that shows nothing.
 */
export function identityOf(text: string): string {
	const plain = text.normalize('NFKC').replace(HIDDEN, '').replace(DASH, '-');
	const spaced = plain.replace(/\s+/g, ' ').trim();
	return spaced.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
}
