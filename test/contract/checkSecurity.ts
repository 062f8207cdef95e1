import type { Contract, Operation, SecurityScheme } from './contractShape';

const BEARER = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/;
const BASIC = /^Basic ([A-Za-z0-9+/]+={0,2})$/;

/** Violations of the operation's security; one alternative without any is enough. */
export function checkSecurity(
	contract: Contract,
	operation: Operation,
	header: (name: string) => string | undefined,
): string[] {
	const schemes = contract.components.securitySchemes;
	const alternatives = (operation.security ?? contract.security).map((names) =>
		Object.keys(names).flatMap((name) => {
			const scheme = schemes[name];
			return scheme === undefined ? [`no security scheme ${name}`] : checkScheme(scheme, header);
		}),
	);
	return alternatives.find((violations) => violations.length === 0) ?? alternatives.flat();
}

/** The user of a Basic header, or null. */
export function basicUser(authorization: string | undefined): string | null {
	const encoded = BASIC.exec(authorization ?? '')?.[1];
	if (encoded === undefined) return null;
	const [user, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return user === undefined || user === '' || secret.join(':') === '' ? null : user;
}

function checkScheme(
	scheme: SecurityScheme,
	header: (name: string) => string | undefined,
): string[] {
	const name = scheme.type === 'apiKey' ? scheme.name : 'Authorization';
	const value = header(name);
	if (value === undefined) return [`header ${name} is missing`];
	if (scheme.type === 'http' && scheme.scheme === 'basic') {
		return basicUser(value) === null ? [`header ${name} is not Basic with user and secret`] : [];
	}
	const token = scheme.type === 'apiKey' ? value : BEARER.exec(value)?.[1];
	if (token === undefined) return [`header ${name} is not Bearer with a token`];
	const pattern = scheme['x-pattern'];
	return pattern === undefined || new RegExp(pattern).test(token)
		? []
		: [`header ${name} carries the wrong kind of token`];
}
