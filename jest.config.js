/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
		// Published as ES modules only; the tests of the docs parse Markdown with them.
		'/node_modules/(?:marked|github-slugger)/.+\\.js$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
		],
		// Loads its WebAssembly by dynamic imports, which Jest has only as `require`.
		'/node_modules/@electric-sql/pglite/dist/.+\\.cjs$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!(?:marked|github-slugger|@electric-sql)/)'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/',
		// Six minutes more: `npm run conformance:company`.
		'<rootDir>/test/conformance/company/(?:duro|layer|revolv3|thredfi)\\.test\\.ts$',
	],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/.demo/',
		'<rootDir>/.compat/',
		'<rootDir>/.prism/',
	],
};
