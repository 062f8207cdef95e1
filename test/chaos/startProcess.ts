import type { ProviderId } from '../../sandbox/types';
import { createN8n } from '../n8n/harness';
import { WAITS } from './provider';
import type { Process } from './story';
import type { Accounts } from './wish';
import { credentialsOf } from './world/books';
import { liftPace, loadCopy } from './world/packageCopies';
import type { Database } from './world/processStore';

/** A fresh n8n process on the same database: a copy of the package with locks and caches of its own. */
export function startProcess(provider: ProviderId, accounts: Accounts, store: Database): Process {
	const copy = loadCopy(WAITS);
	// The pace would only keep messages from meeting.
	liftPace(copy, provider);
	const { nodes, credentialTypes } = copy;
	const credentials = credentialsOf(accounts);
	return {
		running: { alive: true },
		n8n: createN8n({ nodes, credentialTypes, credentials, store }),
	};
}
