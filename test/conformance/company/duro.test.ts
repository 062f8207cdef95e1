import { describeAdapter } from '../describeAdapter';
import { duro } from '../subjects/duro';

describeAdapter(duro, 'inCompany');
