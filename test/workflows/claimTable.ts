import { readWorkflow } from './readWorkflow';
import { CLAIMED, claimName, type Claims } from './recipes/claim';

/** The table as the note in the workflow has it. */
export function claimTable(): string {
	const notes = readWorkflow('claim-before-refund-postgres.json').nodes;
	const texts = notes.map(({ parameters }) => String(parameters.content ?? ''));
	const sql = texts.map((text) => /```sql\n(CREATE TABLE [^`]+)```/.exec(text)?.[1]);
	const found = sql.find((one) => one !== undefined);
	if (found === undefined) throw new Error('no note has the table');
	return found;
}

/** The claims in any PostgreSQL that takes queries. */
export function claimsByQuery(run: (sql: string) => Promise<void>): Claims {
	const { provider, environment, invoiceId, amount } = CLAIMED;
	const named = (reference: string) => `WHERE reference = '${claimName(reference)}'`;
	return {
		leaveBehind: async (reference, minutes) => {
			await run(`DELETE FROM refund_claims ${named(reference)}`);
			await run(
				`INSERT INTO refund_claims (provider, environment, invoice_id, reference, asked, execution, since)
				VALUES ('${provider}', '${environment}', '${invoiceId}', '${claimName(reference)}', '${amount}', '7 of workflow lost', now() - interval '${minutes} minutes')`,
			);
		},
		age: async (reference, minutes) =>
			await run(
				`UPDATE refund_claims SET since = since - interval '${minutes} minutes' ${named(reference)}`,
			),
		free: async (reference) =>
			await run(`UPDATE refund_claims SET state = 'refused' ${named(reference)}`),
		spoil: async () => await run('ALTER TABLE refund_claims RENAME TO away'),
		mend: async () => await run('ALTER TABLE away RENAME TO refund_claims'),
	};
}
