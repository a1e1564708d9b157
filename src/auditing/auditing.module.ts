import { Module } from '@nestjs/common';
import { AccessRecord } from './access-record.js';

/** The access record. */
@Module({ providers: [AccessRecord], exports: [AccessRecord] })
export class AuditingModule {}
