package shop;

public record Order(String customer, String item, int cents, String address) {}
