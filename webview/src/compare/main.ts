import { startPanel } from '../common/startPanel';
import { ComparePanel } from './panel';

startPanel(ComparePanel);
