import { Broken, type Facts } from '../story';

/** No request but to the documented routes, and no redirect followed. */
export function nothingStrays({ strays }: Facts): void {
	if (strays > 0) throw new Broken('stray', 'a request left the documented routes');
}
