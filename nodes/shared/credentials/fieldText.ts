import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A credential field as text, without the blanks that copying brings along. */
export function fieldText(credentials: ICredentialDataDecryptedObject, name: string): string {
	const value = credentials[name];
	return typeof value === 'string' ? value.trim() : '';
}
