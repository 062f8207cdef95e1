/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AxiosStatic } from 'axios';

/** The very axios that n8n's HTTP helper calls; it brings its own copy. */
export function axiosOfN8n(): AxiosStatic {
	const core = createRequire(join(resolve(__dirname, '../../..'), 'package.json')).resolve(
		'n8n-core',
	);
	const network = createRequire(core).resolve('@n8n/backend-network');
	const file = createRequire(network).resolve('axios');
	const loaded: unknown =
		typeof jest === 'undefined' ? createRequire(network)(file) : jest.requireActual(file);
	return loaded as AxiosStatic; // the file was found as axios
}
