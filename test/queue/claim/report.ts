import type { Burst } from './burst';
import type { KillRound } from './kills';

/** All that was measured in one run. */
export interface Measured {
	/** The command, as typed. */
	readonly command: string;
	readonly versions: string;
	readonly bursts: ReadonlyArray<{ readonly title: string; readonly burst: Burst }>;
	readonly kills: readonly KillRound[];
}

const said = (words: Readonly<Record<string, number>>) =>
	Object.entries(words)
		.map(([word, count]) => `${word} ${count}`)
		.join(', ') || 'nothing';

const row = (...cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`;

/** The page in `bench/results`. */
export function claimPage({ command, versions, bursts, kills }: Measured): string {
	const [first] = bursts;
	return [
		'# Claim before refund, measured',
		'',
		`Written by \`${command}\`: a real n8n in queue mode (main and two workers), ${versions}, the sandbox's Revolv3. Counts don't depend on the machine's load; seconds do.`,
		'',
		'## The same dispute in the same instant',
		'',
		`Every dispute delivered ${first?.burst.deliveries ?? 0} times at once; then each once more. \`answer lost\`: no answer within four minutes, or one without an outcome.`,
		'',
		row(
			'Workflow',
			'Disputes',
			'Doubles',
			'Without a refund',
			'Untrue words',
			'Said',
			'Once more',
			'Seconds',
		),
		row('---', '---', '---', '---', '---', '---', '---', '---'),
		...bursts.map(({ title, burst }) =>
			row(
				title,
				burst.disputes,
				`**${burst.doubles}**`,
				burst.without,
				burst.untrue.length,
				said(burst.words),
				`${said(burst.again.words)}; ${burst.again.refunds} refunds`,
				burst.seconds.toFixed(0),
			),
		),
		'',
		'## A worker killed while it holds claims',
		'',
		'Each dispute delivered twice at once, one worker killed with SIGKILL at the first call at that moment. Then the claims without an end are free again (PostgreSQL: an hour passes; Redis: a person frees them) and each dispute is delivered once more.',
		'',
		row('Store', 'Killed', 'Disputes', 'Doubles', 'Untrue', 'Said', 'Said after it', 'Refunded'),
		row('---', '---', '---', '---', '---', '---', '---', '---'),
		...kills.map((kill) =>
			row(
				...[kill.store, kill.title, kill.disputes, `**${kill.doubles}**`, kill.untrue.length],
				...[said(kill.words), said(kill.after), `${kill.refunded} of ${kill.disputes}`],
			),
		),
		'',
	].join('\n');
}
