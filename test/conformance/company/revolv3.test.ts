import { describeAdapter } from '../describeAdapter';
import { revolv3 } from '../subjects/revolv3';

describeAdapter(revolv3, 'inCompany');
