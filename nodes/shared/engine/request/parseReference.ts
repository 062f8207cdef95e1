import { labels } from '../../labels';
import { damageOf, isVisible, LONGEST_NAME, TOO_LARGE_INTEGER } from './damage';
import { InvalidParameter } from './invalidParameter';
import type { RawParameters } from './rawParameters';

/**
 * The reference as it was given, trimmed; empty where none was given.
 *
 * @throws InvalidParameter for what is no text or whole number, for an expression that yields nothing, and for a text
 * that was damaged on its way: another reference may look the same by now, and would be taken for this one
 */
export function parseReference(
	raw: Pick<RawParameters, 'reference' | 'referenceIsExpression' | 'referenceFromModel'>,
): string {
	const { reference: value, referenceIsExpression } = raw;
	// Asked twice, a model makes up two references: each would be a refund of its own.
	if (raw.referenceFromModel) {
		throw wrong(
			'must not be filled in by an AI model, since a reference it makes up would be another refund. Set it with an expression, such as the ticket’s number, or leave it empty.',
		);
	}
	const nothing = value === undefined || value === null || value === '';
	if (nothing && !referenceIsExpression) return '';
	if (nothing || (typeof value === 'string' && !isVisible(value))) {
		throw wrong(
			referenceIsExpression
				? 'is an expression that yields nothing. Without a reference, two different refunds could not be told apart.'
				: 'holds nothing that can be seen. Clear the field, or enter a reference.',
		);
	}
	if (typeof value === 'number' && Number.isInteger(value)) {
		if (!Number.isSafeInteger(value)) throw wrong(TOO_LARGE_INTEGER);
		return String(value);
	}
	if (typeof value !== 'string') throw wrong('must be a text or a whole number.');
	const text = value.trim();
	const damage = damageOf(text);
	if (damage !== null) throw wrong(damage);
	if (text.length > LONGEST_NAME) {
		throw wrong(`is longer than ${LONGEST_NAME} characters.`);
	}
	return text;
}

function wrong(what: string): InvalidParameter {
	return new InvalidParameter(`'${labels.reference}' ${what}`);
}
