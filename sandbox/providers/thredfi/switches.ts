/** What Thredfi's pages leave open. Which value has which source stands in `worlds/thredfi.ts`. */
export interface ThredfiSwitches {
	/** Docs conflict: what a repeated `external_id` is answered with. */
	replay: 200 | 201 | 409;
	/** Docs conflict: `{next, previous}` or `{page_info}`. */
	pagination: 'next' | 'pageInfo';
	/** [I] Whether an invoice shows `refund_allocations` at all (seen in the vendor's client only). */
	allocationsField: boolean;
	/** [ND] The status new refunds take. */
	initialStatus: 'pending' | 'processing' | 'paid' | 'failed' | 'cancelled';
	/** Docs conflict: `{error_code, message, detail}` or `{error_code, error, details}`. */
	errorShape: 'reference' | 'guide';
}

/** The defaults, freshly made: as the vendor's own samples are, else the stricter or the worse reading. */
export function thredfiDefaults(): ThredfiSwitches {
	return {
		replay: 200,
		pagination: 'next',
		allocationsField: true,
		initialStatus: 'paid',
		errorShape: 'reference',
	};
}
