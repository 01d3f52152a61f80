export { csvLines, csvText } from '../../../server/engine/core/csv';
