export class ErrorSummary {}; export const operationSelect = 0;
