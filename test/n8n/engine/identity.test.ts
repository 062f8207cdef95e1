import { type ProviderId, SEED } from '../../../sandbox';
import { PROVIDERS } from '../../bed';
import { outcomes, sharedBed } from './cases';

const own = sharedBed();
const part = { refundType: 'amount', amount: '1.00' };

/** What a person would call one refund is one, however it came to the node. */
describe.each(PROVIDERS)('the same ticket at %s', (provider) => {
	it.each([
		['in other letters', 'Ticket-81'],
		['with a hidden mark behind it', 'TICKET-81\u200e'],
		['with a dash that does not break', 'TICKET\u201181'],
		['in full width', 'ＴＩＣＫＥＴ－８１'],
		['with blanks around it', ' TICKET-81\u00a0'],
	])('is refunded once, also %s', async (_, reference) => {
		const { bed } = own;
		const items = [{ ticket: 'TICKET-81' }, { ticket: reference }];
		const parameters = { ...part, reference: '={{ $json.ticket }}' };
		const first = await bed.refund(provider, parameters, items.slice(0, 1));
		const again = await bed.refund(provider, parameters, items.slice(1));
		expect(outcomes([...first.main, ...again.main])).toEqual(['refunded', 'alreadyRefunded']);
		expect(again.main[0]?.json.reference).toBe(reference.trim());
		const both = await bed.refund(provider, parameters, items);
		expect(outcomes(both.main)).toEqual(['alreadyRefunded', 'alreadyRefunded']);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it('stands in the books as it was given, trimmed', async () => {
		const { bed } = own;
		const reference = '\u00a0Ticket‑81\u200e\n';
		const { main } = await bed.refund(provider, { ...part, reference: `={{ $json.t }}` }, [
			{ t: reference },
		]);
		expect(main[0]?.json.reference).toBe('Ticket‑81\u200e');
		const sent = JSON.stringify(bed.sandbox.writes(provider).map(({ body }) => body));
		if (provider !== 'revolv3') expect(sent).toContain('"Ticket‑81\u200e"');
	});
});

describe.each(['layer', 'revolv3', 'thredfi'] as const)('a gateway to %s', (provider) => {
	const through = (host: string, standsFor: string) => {
		const { bed } = own;
		const url = new URL(bed.sandbox.baseUrl(provider));
		url.hostname = host;
		bed.n8n.editCredential(`${provider}Api`, { baseUrl: url.href, standsFor });
	};

	it('that is renamed leads to the same refunds where it says what it stands for', async () => {
		const { bed } = own;
		const parameters = { ...part, reference: 'TICKET-81', simplify: false };
		through('127.0.0.1', 'sandbox');
		const first = await bed.refund(provider, parameters);
		through('localhost', 'sandbox');
		const again = await bed.refund(provider, parameters);
		expect(outcomes([...first.main, ...again.main])).toEqual(['refunded', 'alreadyRefunded']);
		expect(again.main[0]?.json.key).toBe(first.main[0]?.json.key);
		expect(bed.sandbox.writes(provider)).toHaveLength(1);
	});

	it('that contradicts itself is refused by the name of the field, and nothing is asked', async () => {
		const { bed } = own;
		through('127.0.0.1', 'elsewhere');
		const { error } = await bed.refund(provider, { ...part, reference: 'TICKET-81' });
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(error[0]?.json.error).toContain("'Stands For'");
		expect(bed.sandbox.requests).toEqual([]);
	});
});

describe.each(['revolv3'] as const)('two accounts at %s', (provider: ProviderId) => {
	const parameters = { ...part, invoiceId: SEED[provider].paid, reference: 'TICKET-81' };
	const use = (which: 'first' | 'second', account: string) => {
		const { bed } = own;
		const { credentials } = which === 'first' ? bed.sandbox : bed.sandbox.second;
		bed.n8n.editCredential(`${provider}Api`, { ...credentials[provider], account });
	};

	it('with names are apart, though their invoices have the same number', async () => {
		const { bed } = own;
		use('first', 'Shop A');
		const first = await bed.refund(provider, parameters);
		use('second', 'Shop B');
		const second = await bed.refund(provider, parameters);
		use('first', ' shop a ');
		const again = await bed.refund(provider, parameters);
		const all = [...first.main, ...second.main, ...again.main];
		expect(outcomes(all)).toEqual(['refunded', 'refunded', 'alreadyRefunded']);
		expect(bed.sandbox.writes(provider).map(({ account }) => account)).toEqual(['first', 'second']);
	});

	it('have a name that can be read for every item, or nothing is sent', async () => {
		const { bed } = own;
		use('first', '={{ $json.shop }}');
		const { main, error } = await bed.refund(provider, parameters, [{}]);
		expect(main).toEqual([]);
		expect(outcomes(error)).toEqual(['credentialRejected']);
		expect(error[0]?.json.error).toContain("'Account'");
		expect(bed.sandbox.requests).toEqual([]);
	});
});
