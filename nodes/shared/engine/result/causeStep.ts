import type { NoAnswerCause } from '../provider/http';

/**
 * What to do about a cause that no waiting heals, with the setting of n8n that changes it; null for one that heals by
 * itself. Settings are those of n8n's documentation (docs.n8n.io/hosting/configuration).
 */
export function causeStep(cause: NoAnswerCause): string | null {
	switch (cause) {
		case 'untrustedCertificate':
			return `Have n8n trust whoever issued the certificate: name a PEM file with the issuer's certificate in NODE_EXTRA_CA_CERTS in n8n's environment (with n8n's Docker image, put the file into /opt/custom-certificates), and restart n8n. ${RUN_AGAIN}`;
		case 'expiredCertificate':
			return `Have the server's certificate renewed, and check the clock of the machine that n8n runs on. ${RUN_AGAIN}`;
		case 'otherCertificate':
			return `Check the addresses in the credential: the server there presents the certificate of another host. ${RUN_AGAIN}`;
		case 'protocol':
			return `Check the addresses in the credential: https:// needs a port that speaks TLS, and http:// one that does not. If they are right, check HTTPS_PROXY in n8n's environment. ${RUN_AGAIN}`;
		case 'blocked':
			return `Ask whoever runs n8n to allow the host in N8N_SSRF_ALLOWED_HOSTNAMES, or its address in N8N_SSRF_ALLOWED_IP_RANGES, in n8n's environment. ${RUN_AGAIN}`;
		case 'allowedDomains':
			return `Open the credential and add the host to 'Allowed Domains', or set 'Allowed HTTP Request Domains' to All. ${RUN_AGAIN}`;
		case 'proxyLogin':
			return `Put the proxy's user name and password into HTTPS_PROXY in n8n's environment (http://user:password@host:port), or except the provider's host from it in NO_PROXY, and restart n8n. ${RUN_AGAIN}`;
		case 'proxyDown':
			return `Check that the proxy named in HTTPS_PROXY or HTTP_PROXY in n8n's environment is right and runs. ${RUN_AGAIN}`;
		case 'proxyInClear':
			return `Add the host to NO_PROXY in n8n's environment and restart n8n, or use an https:// address in the credential. ${RUN_AGAIN}`;
		case 'foreignAnswer':
			return `Check the addresses in the credential, and whether a proxy, a filter or a gateway answers in place of the token server. ${RUN_AGAIN}`;
		case 'cancelled':
		case 'stopped':
			return RUN_AGAIN;
		case 'outage':
		case 'timeout':
		case 'limit':
			return null;
	}
}

const RUN_AGAIN = 'Then run the item again.';
