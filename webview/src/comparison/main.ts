import { startPanel } from '../common/startPanel';
import { ComparisonPanel } from './panel';

startPanel(ComparisonPanel);
