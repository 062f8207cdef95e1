import type {
	IAdditionalCredentialOptions,
	ICredentialsDecrypted,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { onlyOnce, withOwnTokens } from '../../credentials/managed';

/** A call of n8n's helper. */
export interface HelperCall {
	readonly options: IHttpRequestOptions;
	readonly credential: ICredentialsDecrypted;
}

/**
 * What keeps n8n from sending a request twice, renewing a token or following a redirect by itself.
 * - Statuses come back as data: n8n renews and sends again after a 401 that is thrown, for every credential type.
 * - A 401 whose body is cut is thrown all the same. n8n 2.x takes the list of statuses that renew from here, and an
 *   empty one renews nothing. n8n 1.x knows no such list: the marks stop it, in `attachSecret` and `preAuthentication`.
 */
export function oneSend({ options, credential }: HelperCall): HelperCall & {
	readonly more: IAdditionalCredentialOptions;
} {
	const data = withOwnTokens({ ...credential.data });
	return {
		options: onlyOnce({ ...options, disableFollowRedirect: true, ignoreHttpStatusErrors: true }),
		credential,
		more: {
			preAuthenticationRetryStatusCode: [],
			credentialsDecrypted: { ...credential, data },
		},
	};
}
