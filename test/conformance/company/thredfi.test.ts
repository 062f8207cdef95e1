import { describeAdapter } from '../describeAdapter';
import { thredfi } from '../subjects/thredfi';

describeAdapter(thredfi, 'inCompany');
