import { businessId as sharedBusinessId } from '../../../shared/descriptions/businessId';

export const businessId = sharedBusinessId('The ID that Thredfi gave the business, a UUID');
