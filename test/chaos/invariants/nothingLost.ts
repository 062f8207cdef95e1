import { Broken, type Execution } from '../story';
import type { Report } from './reports';

/** Every item comes out once, unless the execution was stopped before its end. */
export function nothingLost(execution: Execution, reports: readonly Report[]): void {
	const { batch, cancelled, results, running } = execution;
	if (cancelled) return;
	(results ?? []).forEach((view, branch) => {
		if (view.failed) {
			if (batch.onError !== 'stopWorkflow') {
				throw new Broken('lost', `${running.name} ended with '${view.failed.message}'`);
			}
			if (!reports.some((report) => report.branch === branch && report.outcome !== 'none')) {
				throw new Broken('lost', `${running.name} ended without facts: '${view.failed.message}'`);
			}
			return;
		}
		const out = [...view.main, ...view.error];
		const places = reports.filter((report) => report.branch === branch).map((one) => one.itemIndex);
		// With two branches and Stop Workflow, the second may never have begun.
		const never = out.length === 0 && batch.onError === 'stopWorkflow';
		if (!never && places.sort((a, b) => a - b).join() !== batch.wishes.map((_, i) => i).join()) {
			throw new Broken(
				'lost',
				`${running.name} gave out items ${places.join()} of ${batch.wishes.length}`,
			);
		}
	});
}
