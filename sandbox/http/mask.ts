const SECRET_HEADERS = ['authorization', 'x-revolv3-token', 'cookie'];
const SECRET_FIELDS = ['client_secret', 'api_key', 'password'];

/** Header values as they may be shown: secrets keep their scheme and nothing else. */
export function maskHeader(name: string, value: string): string {
	if (!SECRET_HEADERS.includes(name)) return value;
	const scheme = /^(Bearer|Basic) /.exec(value)?.[1];
	return scheme === undefined ? '***' : `${scheme} ***`;
}

/** A body text without the values of secret fields, in JSON and in forms. */
export function maskBody(text: string): string {
	return SECRET_FIELDS.reduce(
		(masked, field) =>
			masked
				.replace(new RegExp(`("${field}"\\s*:\\s*)"[^"]*"`, 'g'), '$1"***"')
				.replace(new RegExp(`((?:^|&)${field}=)[^&]*`, 'g'), '$1***'),
		text,
	);
}
