/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Import this before n8n-core: it reads these variables while loading. Nothing of the developer's own n8n
 * folder is read or written, no log line is printed, and loopback calls go past any proxy.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-invoice-refunds-test');
process.env.N8N_ENCRYPTION_KEY = 'test-only';
process.env.N8N_LOG_LEVEL = 'silent';
process.env.NO_PROXY = '127.0.0.1,localhost,::1';
