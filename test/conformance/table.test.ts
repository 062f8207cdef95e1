/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PROVIDER_IDS } from '../../sandbox/types';
import { duro } from '../../nodes/Duro/adapter';
import { layer } from '../../nodes/Layer/adapter';
import { revolv3 } from '../../nodes/Revolv3/adapter';
import { thredfi } from '../../nodes/Thredfi/adapter';
import { groups } from './rows/all';
import { writeFaults } from './rows/writeFaults';
import { subjects } from './subjects/all';
import { conformancePage } from './table';

it('shows in docs/conformance.md what the tests hold every provider to', () => {
	const page = readFileSync(resolve(__dirname, '../../docs/conformance.md'), 'utf8');
	expect(page).toBe(conformancePage());
});

it('has a column for every provider', () => {
	expect(subjects.map(({ provider }) => provider)).toEqual(PROVIDER_IDS);
});

it('has a test file for every provider', () => {
	for (const { provider } of subjects) {
		const text = readFileSync(resolve(__dirname, `${provider}.test.ts`), 'utf8');
		expect(text).toContain(`describeAdapter(${provider})`);
		const company = readFileSync(resolve(__dirname, 'company', `${provider}.test.ts`), 'utf8');
		expect(company).toContain(`describeAdapter(${provider}, 'inCompany')`);
	}
});

it('says in a sentence why a word may differ in company', () => {
	for (const { inCompany } of [...writeFaults, ...groups.flatMap(({ behaviours }) => behaviours)]) {
		if (inCompany) expect(inCompany.reason).toMatch(/^[A-Zn].+\.$/);
	}
});

it('names no situation of a group twice', () => {
	for (const names of [writeFaults, ...groups.map(({ behaviours }) => behaviours)]) {
		const unique = new Set(names.map(({ name }) => name));
		expect(unique.size).toBe(names.length);
	}
});

it.each([duro, layer, revolv3, thredfi])(
	'tells the abilities of $facts.displayName as its adapter does',
	({ profile }) => {
		const subject = subjects.find(({ provider }) => provider === profile.provider);
		expect(subject).toMatchObject({
			displayName: profile.displayName,
			keysAreFoundAt: profile.keysAreFoundAt,
			showsRefunds: profile.showsRefunds,
			resend: profile.resend,
			needsBusinessId: profile.needsBusinessId,
			understandsRunningTotals: profile.confirmedAmountMayBeCumulative,
		});
	},
);
