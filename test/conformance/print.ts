/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { conformancePage } from './table';

writeFileSync(resolve(__dirname, '../../docs/conformance.md'), conformancePage());
