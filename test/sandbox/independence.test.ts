/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../sandbox');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.ts'),
);

describe('the sandbox is a second reading of the provider pages', () => {
	it.each(files)(
		'%s imports nothing from outside the sandbox but its HTTP framework and hashes',
		(name) => {
			const text = readFileSync(join(root, name), 'utf8');
			const depth = name.split(/[\\/]/).length - 1;
			for (const [, from = ''] of text.matchAll(/from '([^']+)'/g)) {
				const climbs = from.split('/').filter((part) => part === '..').length;
				expect(
					from.startsWith('.') ? climbs <= depth : ['fastify', 'node:crypto'].includes(from),
				).toBe(true);
			}
		},
	);
});
