import { PGlite } from '@electric-sql/pglite';
import { claimTable } from './claimTable';
import { readWorkflow } from './readWorkflow';

const NAME = ['revolv3', 'sandbox', '1001', 'TICKET-81'];
const OURS = '00000000-0000-4000-8000-000000000001';
const STALE = '00000000-0000-4000-8000-000000000002';

let database: PGlite;

function queryOf(node: string): string {
	const found = readWorkflow('claim-before-refund-postgres.json').nodes;
	return String(found.find(({ name }) => name === node)?.parameters.query);
}

/** Runs 'Note how it ended' as an execution with this token does. */
const note = async (outcome: string, token: string) =>
	await database.query(queryOf('Note how it ended'), [...NAME, outcome, '{}', token]);

const state = async () => {
	const { rows } = await database.query<{ state: string }>('SELECT state FROM refund_claims');
	return rows.map((row) => row.state);
};

beforeAll(async () => {
	database = await PGlite.create();
	await database.exec(claimTable());
}, 60_000);

afterAll(async () => await database.close());

beforeEach(async () => {
	await database.exec(`DELETE FROM refund_claims;
		INSERT INTO refund_claims (provider, environment, invoice_id, reference, token, asked, execution)
		VALUES ('revolv3', 'sandbox', '1001', 'TICKET-81', '${OURS}', '12.50', '8 of workflow a')`);
});

describe('the note of a claim', () => {
	it('frees our own claim after a refusal', async () => {
		await note('refused', OURS);
		expect(await state()).toEqual(['refused']);
	});

	it("never frees another execution's claim, as one would that slept through a take-over", async () => {
		await note('refused', STALE);
		expect(await state()).toEqual(['claimed']);
	});

	it.each(['refunded', 'pending', 'unknown'])(
		"is made of what came to '%s' whoever has the claim by now",
		async (outcome) => {
			await note(outcome, STALE);
			expect(await state()).toEqual([outcome]);
		},
	);

	it.each(['refused', 'pending', 'unknown'])(
		"is never '%s' after a refund was noted",
		async (outcome) => {
			await note('refunded', STALE);
			await note(outcome, OURS);
			expect(await state()).toEqual(['refunded']);
		},
	);

	it('frees nothing that may have gone through', async () => {
		await note('unknown', STALE);
		await note('refused', OURS);
		expect(await state()).toEqual(['unknown']);
	});
});
