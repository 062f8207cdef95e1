/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { withLock } from '../../../nodes/shared/n8n/withLock';

const soon = async () => await new Promise((resolve) => setImmediate(resolve));

it('does one work after the other under one name', async () => {
	const seen: string[] = [];
	const work = (name: string) => async () => {
		seen.push(`${name} begins`);
		await soon();
		seen.push(`${name} ends`);
	};
	await Promise.all([withLock('one', work('A')), withLock('one', work('B'))]);
	expect(seen).toEqual(['A begins', 'A ends', 'B begins', 'B ends']);
});

it('does works under two names side by side', async () => {
	const seen: string[] = [];
	const work = (name: string) => async () => {
		seen.push(name);
		await soon();
		seen.push(name);
	};
	await Promise.all([withLock('one', work('A')), withLock('two', work('B'))]);
	expect(seen).toEqual(['A', 'B', 'A', 'B']);
});

it('goes on after a work that failed, and tells the failure to nobody else', async () => {
	const failed = withLock('one', async () => {
		await soon();
		throw new Error('No');
	});
	const next = withLock('one', async () => 'done');
	await expect(failed).rejects.toThrow('No');
	await expect(next).resolves.toBe('done');
});

it('waits for a work that began while another one was waiting', async () => {
	const seen: string[] = [];
	const add = (name: string) => async () => {
		await soon();
		seen.push(name);
	};
	const first = withLock('one', add('A'));
	const second = withLock('one', add('B'));
	await first;
	await Promise.all([second, withLock('one', add('C'))]);
	expect(seen).toEqual(['A', 'B', 'C']);
});
