/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEED, startSandbox } from '../../sandbox';
import {
	BUSINESS_ID,
	CREDENTIALS,
	SECOND_BUSINESS_ID,
	SECOND_CREDENTIALS,
} from '../../sandbox/credentials';
import { FAULT_KINDS } from '../../sandbox/faults/kinds';
import { defaultSwitches } from '../../sandbox/switches';

const readme = readFileSync(join(__dirname, '../../sandbox/README.md'), 'utf8');

/** The README's other table of names of this form. */
function isSeeded(name: string): boolean {
	return Object.entries(SEED).some(([provider, ids]) =>
		Object.keys(ids).some((invoice) => name === `${provider}.${invoice}`),
	);
}

describe('the sandbox README', () => {
	it('lists every seeded invoice with its id', () => {
		for (const [provider, ids] of Object.entries(SEED)) {
			for (const [name, id] of Object.entries(ids)) {
				expect(readme).toMatch(new RegExp(`\\| \`${provider}\\.${name}\` +\\| \`${id}\` +\\|`));
			}
		}
	});

	it('lists every switch with its default, and no other', () => {
		const shown = (value: unknown) => {
			if (typeof value === 'boolean') return value ? 'on' : 'off';
			return typeof value === 'string' ? `\`${value}\`` : String(value);
		};
		const rows = [...readme.matchAll(/^\| `(\w+\.\w+)` +\| (\S+) +\|/gm)]
			.map(([, name = '', value = '']) => [name, value])
			.filter(([name = '']) => !isSeeded(name));
		expect(rows).toEqual(
			Object.entries(defaultSwitches()).flatMap(([provider, switches]) =>
				Object.entries<unknown>(switches).map(([name, value]) => [
					`${provider}.${name}`,
					shown(value),
				]),
			),
		);
	});

	it("names what each provider's deliveries are signed with", async () => {
		const sandbox = await startSandbox();
		const { secrets } = sandbox.webhooks;
		await sandbox.stop();
		for (const secret of Object.values(secrets)) expect(readme).toContain(`\`${secret}\``);
	});

	it('names every fault kind and every credential', () => {
		for (const kind of Object.keys(FAULT_KINDS)) expect(readme).toContain(`\`${kind}\``);
		const values = [CREDENTIALS, SECOND_CREDENTIALS].flatMap((account) =>
			Object.values(account).flatMap((one) => Object.values<string>(one)),
		);
		const businesses = [BUSINESS_ID, SECOND_BUSINESS_ID].flatMap((ids) => Object.values(ids));
		for (const value of [...values, ...businesses]) {
			expect(readme).toContain(`\`${value}\``);
		}
	});
});
