/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, filesBelow, type PackageCopy } from './packageCopy';

const BUILD_TIMEOUT_MS = 240_000;

describe('gulp build makes what n8n-node build makes', () => {
	let gulp: PackageCopy;
	let n8nNode: PackageCopy;

	beforeAll(async () => {
		gulp = copyPackage();
		n8nNode = copyPackage();
		await Promise.all([
			gulp.run('gulp/bin/gulp.js', 'build'),
			n8nNode.run('@n8n/node-cli/bin/n8n-node.mjs', 'build'),
		]);
	}, BUILD_TIMEOUT_MS);

	afterAll(() => {
		gulp?.remove();
		n8nNode?.remove();
	});

	it('writes the same files, icons, codex and schemas included', () => {
		const files = filesBelow(join(gulp.folder, 'dist'));
		expect(files).toEqual(filesBelow(join(n8nNode.folder, 'dist')));
		expect(files.length).toBeGreaterThan(0);
	});

	it('writes the same content into each of them', () => {
		for (const file of filesBelow(join(gulp.folder, 'dist'))) {
			const ours = readFileSync(join(gulp.folder, 'dist', file));
			const theirs = readFileSync(join(n8nNode.folder, 'dist', file));
			expect({ file, same: ours.equals(theirs) }).toEqual({ file, same: true });
		}
	});
});
