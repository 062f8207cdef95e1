/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { N8N_HOME } from './paths';
import { LOOPBACK, type Ports } from './ports';

/** What a user's own n8n, database or npm may have left in the environment must not steer this one. */
const NOT_PASSED_ON =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|NODES_|CREDENTIALS_|WORKFLOWS?_|GENERIC_TIMEZONE$|WEBHOOK_URL$|NODE_OPTIONS$|NODE_PATH$|npm_)/;

/** Asks nobody outside for anything: no telemetry, no version or template look-ups, no registries. */
const CLOSED = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents',
};

/** Further variables of an n8n process, over the demo's own. */
export type FurtherEnvironment = Readonly<Record<string, string>>;

/** The environment of every n8n process of the demo: one process on its embedded database, unless `further` says more. */
export function n8nEnvironment(
	ports: Ports,
	further: FurtherEnvironment = {},
): Record<string, string | undefined> {
	const inherited = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name));
	const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy, LOOPBACK, 'localhost']
		.filter((hosts) => hosts !== undefined && hosts !== '')
		.join(',');
	return {
		...Object.fromEntries(inherited),
		...CLOSED,
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: N8N_HOME,
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(ports.n8n),
		N8N_RUNNERS_BROKER_PORT: String(ports.taskBroker),
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${ports.n8n}`,
		// The editor is served over plain HTTP here, where a browser would drop a secure cookie.
		N8N_SECURE_COOKIE: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		DB_TYPE: 'sqlite',
		...further,
	};
}
