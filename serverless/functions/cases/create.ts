import { endpoint } from '../../src/runtime/endpoint';
import { createCase } from '../../src/cases/create';

export const handler = endpoint('cases/create', createCase);
