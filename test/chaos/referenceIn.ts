/** The reference that a refund's request carries, for people, in the field its provider has for that; empty if none. */
export function referenceIn(bodyText: string): string {
	if (bodyText === '') return '';
	const body: Readonly<Record<string, unknown>> = JSON.parse(bodyText);
	const told = [body.reason, body.reference_number, body.reportGroup];
	return (
		told.map(String).find((text, index) => typeof told[index] === 'string' && text !== '') ?? ''
	);
}
