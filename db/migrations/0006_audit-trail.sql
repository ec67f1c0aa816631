CREATE TABLE `audit_trail` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer,
	`actor` text NOT NULL,
	`address` text,
	`action` text NOT NULL,
	`target_id` text NOT NULL,
	`target` text NOT NULL,
	`before` text,
	`after` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_trail_action` ON `audit_trail` (`action`,`id`);--> statement-breakpoint
CREATE TRIGGER `audit_trail_stays` BEFORE UPDATE ON `audit_trail` BEGIN
  SELECT RAISE(ABORT, 'the audit trail only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_trail_keeps` BEFORE DELETE ON `audit_trail` BEGIN
  SELECT RAISE(ABORT, 'the audit trail only grows');
END;
