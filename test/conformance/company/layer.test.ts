import { describeAdapter } from '../describeAdapter';
import { layer } from '../subjects/layer';

describeAdapter(layer, 'inCompany');
