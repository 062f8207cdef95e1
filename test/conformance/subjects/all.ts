import type { Subject } from '../subject';
import { duro } from './duro';
import { layer } from './layer';
import { revolv3 } from './revolv3';
import { thredfi } from './thredfi';

/** The columns of the table; a fifth provider is one more. */
export const subjects: readonly Subject[] = [duro, layer, revolv3, thredfi];
