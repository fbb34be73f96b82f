mod year;
