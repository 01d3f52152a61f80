import { startPanel } from '../common/startPanel';
import { LivePanel } from './panel';

startPanel(LivePanel);
